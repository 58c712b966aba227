<#import "onelogin-form.ftl" as form>
<@form.page heading=msg("oneloginEmailTitle")>
    <@form.intro>${msg("oneloginEmailNeeded")}</@form.intro>
    <#if onelogin.sent>
        <form id="onelogin-continue-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
            <@form.button label=msg("doContinue") name="continue" />
        </form>
    <#else>
        <form id="onelogin-email-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
            <@form.button label=msg("oneloginEmailSend") name="email" />
        </form>
    </#if>
    <@form.options>
        <#if onelogin.sent>
            <@form.option name="email" label=msg("oneloginEmailSendAgain") />
        </#if>
        <@form.leaveOptions />
    </@form.options>
</@form.page>
