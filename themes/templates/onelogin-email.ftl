<#import "template.ftl" as layout>
<#import "onelogin-form.ftl" as form>
<@layout.registrationLayout; section>
    <#if section = "header">
        ${msg("oneloginEmailTitle")}
    <#elseif section = "show-username">
        <@form.titleAboveUsername title=msg("oneloginEmailTitle") />
    <#elseif section = "form">
        <@form.resources />
        <p class="onelogin-mfa-intro">${msg("oneloginEmailNeeded")}</p>
        <#if onelogin.sent>
            <form id="onelogin-continue-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
                <@form.button label=msg("doContinue") name="continue" value="true" />
            </form>
        </#if>
        <form id="onelogin-email-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
            <@form.button label=msg(onelogin.sent?then("oneloginEmailSendAgain", "oneloginEmailSend")) name="email" value="true" primary=!onelogin.sent />
        </form>
        <@form.leave />
    </#if>
</@layout.registrationLayout>
