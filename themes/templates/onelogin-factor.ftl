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
            <ul class="onelogin-mfa-factors">
                <#list onelogin.factors as factor>
                    <li>
                        <button type="submit" name="factor" value="${factor.id}" class="onelogin-mfa-factor">
                            <span class="onelogin-mfa-factor-name">${factor.label}</span>
                            <span class="onelogin-mfa-factor-help">${msg("oneloginHelp" + factor.kind)}</span>
                        </button>
                    </li>
                </#list>
            </ul>
        </form>
    </#if>
</@layout.registrationLayout>
