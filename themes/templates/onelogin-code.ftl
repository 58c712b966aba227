<#import "template.ftl" as layout>
<#import "onelogin-form.ftl" as form>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('totp'); section>
    <#if section = "header">
        ${onelogin.enrolling?then(msg("oneloginEnrolTitle"), msg("oneloginCodeTitle"))}
    <#elseif section = "show-username">
        <@form.titleAboveUsername title=onelogin.enrolling?then(msg("oneloginEnrolTitle"), msg("oneloginCodeTitle")) />
    <#elseif section = "form">
        <@form.resources />
        <#if !onelogin.spent>
            <p class="onelogin-mfa-intro">${msg("oneloginSent" + onelogin.kind, onelogin.label)}</p>
            <form id="onelogin-code-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
                <@form.code />
                <@form.button label=msg("oneloginVerify") name="login" value="true" />
            </form>
        </#if>
        <form id="onelogin-resend-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
            <@form.button label=onelogin.spent?then(msg("oneloginSendNew"), msg("oneloginResend")) name="resend" value="true" primary=onelogin.spent waitSeconds=onelogin.waitSeconds />
        </form>
    </#if>
</@layout.registrationLayout>
