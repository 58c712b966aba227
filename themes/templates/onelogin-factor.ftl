<#import "template.ftl" as layout>
<#import "onelogin-form.ftl" as form>
<@layout.registrationLayout; section>
    <#if section = "header">
        ${msg("oneloginFactorTitle")}
    <#elseif section = "show-username">
        <@form.titleAboveUsername title=msg("oneloginFactorTitle") />
    <#elseif section = "form">
        <@form.resources />
        <p class="onelogin-mfa-intro">${msg("oneloginFactorIntro")}</p>
        <form id="onelogin-factor-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
            <#-- Enter in the field below would press the first button, which chooses a factor: this one does nothing. -->
            <button type="submit" disabled hidden></button>
            <@form.text id="onelogin-name" name="name" label=msg("oneloginDeviceName") value=msg("oneloginDeviceNameOf", onelogin.name) maxLength=64 />
            <ul class="onelogin-mfa-factors">
                <#list onelogin.factors as factor>
                    <@form.choice name="factor" value=factor.id label=factor.label kind=factor.kind help="oneloginHelp" />
                </#list>
            </ul>
        </form>
        <@form.leave />
    </#if>
</@layout.registrationLayout>
