<#import "template.ftl" as layout>
<#import "onelogin-form.ftl" as form>
<#assign title = onelogin.enrolling?then(msg("oneloginEnrollTitle"), msg("oneloginCodeTitle"))>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('totp'); section>
    <#if section = "header">
        ${title}
    <#elseif section = "show-username">
        <@form.titleAboveUsername title=title />
    <#elseif section = "form">
        <@form.resources />
        <#if !onelogin.spent>
            <@form.setUp />
            <p class="onelogin-mfa-intro">${msg((onelogin.enrolling && (onelogin.secret?? || onelogin.qrCode??))?then("oneloginEnterApp", "oneloginSent") + onelogin.kind, onelogin.label)}</p>
            <@form.codeForm />
        </#if>
        <@form.others />
    </#if>
</@layout.registrationLayout>
