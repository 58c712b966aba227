<#-- The parts that our pages share. Themes derived from keycloak.v2 bring macros for a field; base and keycloak have none. -->
<#import "onelogin-version.ftl" as extension>
<#assign v2 = .get_optional_template("field.ftl")>
<#if v2.exists>
    <#assign field = v2.import()>
</#if>

<#-- Themes without those macros show who signs in where the title would be, so the title goes above that. -->
<#macro titleAboveUsername title>
    <#if !v2.exists>
        <h1 id="kc-page-title">${title}</h1>
    </#if>
</#macro>

<#macro resources>
    <link href="${url.resourcesPath}/onelogin-mfa/${extension.version}/css/onelogin-mfa.css" rel="stylesheet">
    <script type="module" src="${url.resourcesPath}/onelogin-mfa/${extension.version}/js/onelogin-mfa.js"></script>
</#macro>

<#-- A factor or a device to click on. -->
<#macro choice name value label kind help>
    <li>
        <button type="submit" name="${name}" value="${value}" class="onelogin-mfa-factor">
            <span class="onelogin-mfa-icon onelogin-mfa-icon-${kind?lower_case}" aria-hidden="true"></span>
            <span class="onelogin-mfa-factor-name">${label}</span>
            <span class="onelogin-mfa-factor-help">${msg(help + kind)}</span>
        </button>
    </li>
</#macro>

<#-- What an app scans, and the same as text. -->
<#macro setUp>
    <#if onelogin.qrCode??>
        <p class="onelogin-mfa-intro">${msg("oneloginScan" + onelogin.kind)}</p>
        <img class="onelogin-mfa-qr" src="data:image/png;base64,${onelogin.qrCode}" alt="${msg("oneloginQrCode")}" width="246" height="246">
    </#if>
    <#if onelogin.secret??>
        <#-- OneLogin Protect takes a token that is typed in, wherever it can't scan. -->
        <details class="onelogin-mfa-details"<#if !onelogin.qrCode?? || onelogin.kind = "PROTECT"> open</#if>>
            <summary>${msg("oneloginCantScan")}</summary>
            <p class="onelogin-mfa-intro">${msg("oneloginTypeSecret" + onelogin.kind)}</p>
            <p><code id="onelogin-secret" class="onelogin-mfa-secret" dir="ltr">${onelogin.secret}</code></p>
            <button type="button" class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!properties.kcButtonDefaultClass!}"
                    data-copy="onelogin-secret" data-copied="${msg("oneloginCopied")}" hidden>${msg("oneloginCopy")}</button>
        </details>
    </#if>
</#macro>

<#macro codeForm autofocus=true>
    <form id="onelogin-code-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
        <@code autofocus=autofocus />
        <@remember />
        <@button label=onelogin.enrolling?then(msg("oneloginConfirm"), msg("oneloginVerify")) name="login" value="true" />
    </form>
</#macro>

<#-- Sent by hand or by the script, when the user has answered out of band. -->
<#macro answeredForm status primary=true>
    <form id="onelogin-answered-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once
          data-status-url="${onelogin.statusUrl}" data-pause-seconds="${onelogin.pause?c}">
        <p role="status" hidden>${status}</p>
        <#if primary><@remember /></#if>
        <@button label=msg("oneloginAnswered" + onelogin.kind) name="answered" value="true" primary=primary />
    </form>
</#macro>

<#macro remember>
    <#if (onelogin.rememberHours!0) gt 0>
        <div class="${properties.kcFormGroupClass!}">
            <label><input type="checkbox" name="remember" value="true"> <#if onelogin.rememberHours gte 48>${msg("oneloginRememberDays", (onelogin.rememberHours / 24)?floor)}<#else>${msg("oneloginRememberHours", onelogin.rememberHours)}</#if></label>
        </div>
    </#if>
</#macro>

<#-- The same once more, or another device or factor. -->
<#macro others>
    <#if onelogin.resendable>
        <form id="onelogin-resend-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
            <@button label=msg((onelogin.spent?then("oneloginSendNew", "oneloginResend")) + onelogin.kind) name="resend" value="true" primary=onelogin.spent waitSeconds=onelogin.waitSeconds />
        </form>
    </#if>
    <form id="onelogin-other-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
        <@button label=onelogin.enrolling?then(msg("oneloginOtherFactor"), msg("oneloginOtherDevice")) name="other" value="true" primary=false />
    </form>
    <@leave />
</#macro>

<#-- To continue without a factor, if allowed: during the grace period, or if an application started the action. -->
<#macro leave>
    <#if (onelogin.graceDays!0) gt 0>
        <form id="onelogin-later-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
            <@button label=msg("oneloginLater", onelogin.graceDays) name="later" value="true" primary=false />
        </form>
    </#if>
    <#if isAppInitiatedAction??>
        <form id="onelogin-cancel-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
            <@button label=msg("doCancel") name="cancel-aia" value="true" primary=false />
        </form>
    </#if>
</#macro>

<#macro text id name label value maxLength>
    <div class="${properties.kcFormGroupClass!}">
        <div class="${properties.kcLabelWrapperClass!}">
            <label for="${id}" class="${properties.kcLabelClass!}">${label}</label>
        </div>
        <div class="${properties.kcInputWrapperClass!}">
            <#if v2.exists><span class="${properties.kcInputClass!}"></#if>
            <input id="${id}" name="${name}" type="text" value="${value}" maxlength="${maxLength?c}" autocomplete="off"<#if !v2.exists> class="${properties.kcInputClass!}"</#if>>
            <#if v2.exists></span></#if>
        </div>
    </div>
</#macro>

<#-- Codes sent by SMS and e-mail can hold letters; those of apps are digits. -->
<#macro code autofocus=true>
    <#local error = messagesPerField.get('totp')>
    <#if v2.exists>
        <@field.group name="otp" label=msg("oneloginCodeLabel") error=error>
            <span class="${properties.kcInputClass!}<#if error?has_content> ${properties.kcError!}</#if>">
                <@codeInput error=error autofocus=autofocus />
                <@field.errorIcon error=error />
            </span>
        </@field.group>
    <#else>
        <div class="${properties.kcFormGroupClass!}">
            <div class="${properties.kcLabelWrapperClass!}">
                <label for="otp" class="${properties.kcLabelClass!}">${msg("oneloginCodeLabel")}</label>
            </div>
            <div class="${properties.kcInputWrapperClass!}">
                <@codeInput error=error autofocus=autofocus class=(properties.kcInputClass!) />
                <#if error?has_content>
                    <span id="input-error-otp" class="${properties.kcInputErrorMessageClass!}" aria-live="polite">${error}</span>
                </#if>
            </div>
        </div>
    </#if>
</#macro>

<#macro codeInput error autofocus class="">
    <input id="otp" name="otp" type="text" class="${class}" autocomplete="one-time-code" autocapitalize="none"
           spellcheck="false" maxlength="64" dir="ltr"<#if onelogin.kind = "AUTHENTICATOR" || onelogin.kind = "PROTECT"> inputmode="numeric"</#if><#if autofocus> autofocus</#if>
           <#if error?has_content>aria-invalid="true" aria-describedby="input-error-otp"</#if>>
</#macro>

<#macro button label name="" value="" primary=true waitSeconds=0>
    <div class="${properties.kcFormGroupClass!} onelogin-mfa-button">
        <button type="submit"<#if name?has_content> name="${name}" value="${value}"</#if><#if waitSeconds gt 0> data-wait-seconds="${waitSeconds?c}" data-wait-label="${msg("oneloginWait")}"</#if>
                class="${properties.kcButtonClass!} ${primary?then(properties.kcButtonPrimaryClass!, (properties.kcButtonSecondaryClass!properties.kcButtonDefaultClass!))} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${label}</button>
    </div>
</#macro>
