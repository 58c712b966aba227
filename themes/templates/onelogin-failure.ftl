<#import "template.ftl" as layout>
<#import "onelogin-form.ftl" as form>
<@layout.registrationLayout; section>
    <#if section = "header">
        ${msg(onelogin.title)}
    <#elseif section = "show-username">
        <@form.titleAboveUsername title=msg(onelogin.title) />
    <#elseif section = "form">
        <@form.resources />
        <form id="onelogin-retry-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
            <@form.button label=msg("oneloginRetry") name="again" value="true" waitSeconds=onelogin.waitSeconds />
        </form>
        <@form.leave />
    </#if>
</@layout.registrationLayout>
