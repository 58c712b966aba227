<#import "onelogin-form.ftl" as form>
<@form.page heading=msg("oneloginDeviceTitle")>
    <form id="onelogin-device-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
        <ul class="onelogin-mfa-factors">
            <#list onelogin.devices as device>
                <@form.choice name="device" value=device?index label=device.label kind=device.kind help="oneloginDeviceHelp" />
            </#list>
        </ul>
    </form>
    <@form.options>
        <@form.helpDeskOption />
        <@form.leaveOptions />
    </@form.options>
</@form.page>
