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
        <#assign codeOrLink = onelogin.kind = "EMAIL" && onelogin.takesCode>
        <@form.setUp />
        <p class="onelogin-mfa-intro">${msg((onelogin.enrolling && (onelogin.secret?? || onelogin.qrCode??))?then("oneloginEnterApp", codeOrLink?then("oneloginSentCodeOrLink", "oneloginWaiting")) + onelogin.kind, onelogin.label)}</p>
        <#if onelogin.kind = "VOICE">
            <p class="onelogin-mfa-intro"><#if onelogin.phoneCode??>${msg("oneloginPhoneCode")} <strong class="onelogin-mfa-number">${onelogin.phoneCode}</strong><#else>${msg("oneloginFollowTheCall")}</#if></p>
        </#if>
        <#if codeOrLink>
            <@form.codeForm />
            <@form.answeredForm status=msg("oneloginPageWaitsForLink") primary=false />
        <#else>
            <@form.answeredForm status=msg("oneloginPageWaits") />
            <#if onelogin.takesCode>
                <details class="onelogin-mfa-details"<#if messagesPerField.existsError('totp')> open</#if>>
                    <summary>${msg("oneloginTypeCodeInstead")}</summary>
                    <@form.codeForm autofocus=false />
                </details>
            </#if>
        </#if>
        <@form.others />
    </#if>
</@layout.registrationLayout>
