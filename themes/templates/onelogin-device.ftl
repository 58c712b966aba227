<#import "template.ftl" as layout>
<#import "onelogin-form.ftl" as form>
<@layout.registrationLayout; section>
    <#if section = "header">
        ${msg("oneloginDeviceTitle")}
    <#elseif section = "show-username">
        <@form.titleAboveUsername title=msg("oneloginDeviceTitle") />
    <#elseif section = "form">
        <@form.resources />
        <form id="onelogin-device-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
            <ul class="onelogin-mfa-factors">
                <#list onelogin.devices as device>
                    <@form.choice name="device" value=device?index label=device.label kind=device.kind help="oneloginDeviceHelp" />
                </#list>
            </ul>
        </form>
        <@form.leave />
    </#if>
</@layout.registrationLayout>
