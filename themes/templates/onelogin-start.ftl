<#import "template.ftl" as layout>
<#import "onelogin-form.ftl" as form>
<@layout.registrationLayout; section>
    <#if section = "header">
        ${msg(onelogin.title)}
    <#elseif section = "show-username">
        <@form.titleAboveUsername title=msg(onelogin.title) />
    <#elseif section = "form">
        <@form.resources />
        <p class="onelogin-mfa-intro">${msg(onelogin.text, onelogin.label!)}</p>
        <p class="onelogin-mfa-intro">${msg("oneloginStartNotMine")}</p>
        <form id="onelogin-start-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
            <@form.button label=msg("doContinue") name="start" value="true" />
        </form>
        <@form.leave />
    </#if>
</@layout.registrationLayout>
