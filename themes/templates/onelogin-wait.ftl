<#import "template.ftl" as layout>
<#import "onelogin-form.ftl" as form>
<#assign title = onelogin.enrolling?then(msg("oneloginEnrolTitle"), msg("oneloginCodeTitle"))>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('totp'); section>
    <#if section = "header">
        ${title}
    <#elseif section = "show-username">
        <@form.titleAboveUsername title=title />
    <#elseif section = "form">
        <@form.resources />
        <@form.setUp />
        <p class="onelogin-mfa-intro">${msg((onelogin.enrolling && onelogin.secret??)?then("oneloginEnterApp", "oneloginWaiting") + onelogin.kind, onelogin.label)}</p>
        <#if onelogin.number??>
            <p class="onelogin-mfa-intro">${msg("oneloginNumber")} <strong class="onelogin-mfa-number">${onelogin.number}</strong></p>
        </#if>
        <#if onelogin.kind = "VOICE">
            <p class="onelogin-mfa-intro"><#if onelogin.phoneCode??>${msg("oneloginPhoneCode")} <strong class="onelogin-mfa-number">${onelogin.phoneCode}</strong><#else>${msg("oneloginFollowTheCall")}</#if></p>
        </#if>
        <form id="onelogin-answered-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once
              data-status-url="${onelogin.statusUrl}" data-pause-seconds="${onelogin.pause?c}">
            <p role="status" hidden>${msg("oneloginPageWaits")}</p>
            <@form.remember />
            <@form.button label=msg("oneloginAnswered" + onelogin.kind) name="answered" value="true" />
        </form>
        <#if onelogin.takesCode>
            <details class="onelogin-mfa-details"<#if messagesPerField.existsError('totp')> open</#if>>
                <summary>${msg("oneloginTypeCodeInstead")}</summary>
                <@form.codeForm autofocus=false />
            </details>
        </#if>
        <@form.others />
    </#if>
</@layout.registrationLayout>
