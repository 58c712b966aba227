<#import "onelogin-form.ftl" as form>
<@form.page heading=msg("oneloginFactorTitle")>
    <@form.intro>${msg("oneloginHelp" + onelogin.kind)}</@form.intro>
    <form id="onelogin-name-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
        <input type="hidden" name="factor" value="${onelogin.factor}">
        <@form.textField id="onelogin-name" name="name" label=msg("oneloginDeviceName") value=msg("oneloginDeviceNameOf", onelogin.name, msg("oneloginDeviceKind" + onelogin.kind)) maxLength=64 />
        <@form.button label=msg("doContinue") name="named" />
    </form>
    <@form.options>
        <@form.option name="other" label=msg("oneloginOtherFactor") />
        <@form.leaveOptions />
    </@form.options>
</@form.page>
