<#import "onelogin-form.ftl" as form>
<@form.page heading=msg(onelogin.enrolling?then("oneloginEnrollTitle", "oneloginCodeTitle")) displayMessage=!messagesPerField.existsError('totp')>
    <#if onelogin.spent>
        <form id="onelogin-resend-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
            <@form.button label=msg("oneloginSendNew" + onelogin.kind) name="resend" waitSeconds=onelogin.waitSeconds />
        </form>
    <#else>
        <@form.setUp />
        <@form.intro>${msg((onelogin.enrolling && (onelogin.secret?? || onelogin.qrCode??))?then("oneloginEnterApp", "oneloginSent") + onelogin.kind, onelogin.label)}</@form.intro>
        <@form.codeForm />
    </#if>
    <@form.options>
        <@form.challengeOptions />
    </@form.options>
</@form.page>
