<#import "onelogin-form.ftl" as form>
<@form.page heading=msg(onelogin.title)>
    <form id="onelogin-retry-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
        <@form.button label=msg("oneloginRetry") name="again" waitSeconds=onelogin.waitSeconds />
    </form>
    <@form.options>
        <@form.leaveOptions />
    </@form.options>
</@form.page>
