<#-- The parts that our pages share. Themes derived from keycloak.v2 bring macros for a field; base and keycloak have none. -->
<#import "template.ftl" as layout>
<#assign v2 = .get_optional_template("field.ftl")>
<#if v2.exists>
    <#assign field = v2.import()>
</#if>

<#-- A page. Its title names the step, since several tabs can be open. -->
<#macro page heading displayMessage=true>
    <#global title = heading + " - " + .data_model.title!"">
    <@layout.registrationLayout displayMessage=displayMessage; section>
        <#if section = "header">
            <@text>${heading}</@text>
        <#elseif section = "show-username">
            <#-- Themes without the macros of a field show who signs in where the title would be, so the title goes above that. -->
            <#if !v2.exists>
                <h1 id="kc-page-title"><@text>${heading}</@text></h1>
            </#if>
        <#elseif section = "form">
            <link href="${url.resourcesPath}/onelogin-mfa/${extensionVersion}/css/onelogin-mfa.css" rel="stylesheet">
            <script type="module" src="${url.resourcesPath}/onelogin-mfa/${extensionVersion}/js/onelogin-mfa.js"></script>
            <div class="onelogin-mfa"<@language />>
                <#nested>
            </div>
        </#if>
    </@layout.registrationLayout>
</#macro>

<#-- A text that isn't translated is marked as English, for screen readers. -->
<#macro text><#if msg("oneloginLanguage") = lang!"en"><#nested><#else><span lang="${msg("oneloginLanguage")}"><#nested></span></#if></#macro>
<#macro language><#if msg("oneloginLanguage") != lang!"en"> lang="${msg("oneloginLanguage")}"</#if></#macro>

<#macro intro>
    <p class="onelogin-mfa-intro"><#nested></p>
</#macro>

<#-- A factor or a device to click on. -->
<#macro choice name value label kind help>
    <li>
        <button type="submit" name="${name}" value="${value}" class="onelogin-mfa-factor">
            <span class="onelogin-mfa-icon onelogin-mfa-icon-${kind?lower_case}" aria-hidden="true"></span>
            <span class="onelogin-mfa-factor-name"><bdi>${label}</bdi></span>
            <span class="onelogin-mfa-factor-help">${msg(help + kind)}</span>
        </button>
    </li>
</#macro>

<#-- What an app scans, and the same as text. -->
<#macro setUp>
    <#if onelogin.qrCode??>
        <@intro>${msg("oneloginScan" + onelogin.kind)}</@intro>
        <img class="onelogin-mfa-qr" src="data:image/png;base64,${onelogin.qrCode}" alt="${msg("oneloginQrCode")}" width="246" height="246">
    </#if>
    <#if onelogin.secret??>
        <#-- OneLogin Protect takes a token that is typed in, wherever it can't scan. -->
        <details class="onelogin-mfa-details"<#if !onelogin.qrCode?? || onelogin.kind = "PROTECT"> open</#if>>
            <summary>${msg("oneloginCantScan")}</summary>
            <@intro>${msg("oneloginTypeSecret" + onelogin.kind)}</@intro>
            <p><code id="onelogin-secret" class="onelogin-mfa-secret" dir="ltr">${onelogin.secret}</code></p>
            <button type="button" class="onelogin-mfa-link" data-copy="onelogin-secret" data-copied="${msg("oneloginCopied")}" hidden>${msg("oneloginCopy")}</button>
        </details>
    </#if>
</#macro>

<#macro codeForm primary=true>
    <form id="onelogin-code-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
        <@code autofocus=primary || messagesPerField.existsError('totp') />
        <#if primary><@remember /></#if>
        <@button label=msg(onelogin.submitKey) name="login" value="true" primary=primary />
    </form>
</#macro>

<#-- Sent by the script when the user has answered out of band. Without the script, the user sends it. -->
<#macro answeredForm status primary=true>
    <form id="onelogin-answered-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once
          data-status-url="${onelogin.statusUrl}" data-pause-seconds="${onelogin.pause?c}">
        <p class="onelogin-mfa-status" role="status" hidden><span class="onelogin-mfa-pulse" aria-hidden="true"></span> ${status}</p>
        <#if primary><@remember /></#if>
        <@button label=msg("oneloginAnswered" + onelogin.kind) name="answered" value="true" primary=primary />
    </form>
</#macro>

<#-- One box on a page. The hidden field tells a box that is not selected from a form without a box. -->
<#macro remember>
    <#if (onelogin.rememberHours!0) gt 0>
        <#local label><#if onelogin.rememberHours gte 48>${msg("oneloginRememberDays", onelogin.rememberDays)}<#else>${msg("oneloginRememberHours", onelogin.rememberHours)}</#if></#local>
        <input type="hidden" name="remember" value="false">
        <#if v2.exists && field.checkbox??>
            <div class="${properties.kcFormGroupClass!}">
                <@field.checkbox name="remember" label=label value=onelogin.remembered />
            </div>
        <#else>
            <div class="${properties.kcFormGroupClass!}">
                <div class="${properties.kcInputWrapperClass!}">
                    <div class="checkbox">
                        <label for="remember"><input type="checkbox" id="remember" name="remember" value="true"<#if onelogin.remembered> checked</#if>> ${label}</label>
                    </div>
                </div>
            </div>
        </#if>
    </#if>
</#macro>

<#--
  What else the user can do: a row of links, or one "Other options" that opens. To add a way, add one option to the page's list.
  A list without an option shows nothing.
-->
<#macro options closed=false open=false openAfterSeconds=0>
    <#local list><#nested></#local>
    <#if list?markup_string?trim?has_content>
        <#if closed>
            <details class="onelogin-mfa-details"<#if open> open</#if><#if openAfterSeconds gt 0> data-open-after-seconds="${openAfterSeconds?c}"</#if>>
                <summary>${msg("oneloginOptions")}</summary>
                <ul class="onelogin-mfa-options">${list}</ul>
            </details>
        <#else>
            <ul class="onelogin-mfa-options onelogin-mfa-row">${list}</ul>
        </#if>
    </#if>
</#macro>

<#-- A way that is one click. The field of the form is what the server reads. -->
<#macro option name label id=name waitSeconds=0>
    <li>
        <form id="onelogin-${id}-form" action="${url.loginAction}" method="post" data-once>
            <button type="submit" name="${name}" value="true" class="onelogin-mfa-link"<@wait seconds=waitSeconds />>${label}</button>
        </form>
    </li>
</#macro>

<#-- A way that needs more than a click, such as a code to type. -->
<#macro optionWithForm label open=false>
    <li>
        <details class="onelogin-mfa-details"<#if open> open</#if>>
            <summary>${label}</summary>
            <#nested>
        </details>
    </li>
</#macro>

<#-- The same once more, and another device or factor. -->
<#macro challengeOptions>
    <#if onelogin.resendable && !onelogin.spent>
        <@option name="resend" label=msg("oneloginResend" + onelogin.kind) waitSeconds=onelogin.waitSeconds />
    </#if>
    <#if onelogin.otherKey??>
        <@option name="other" label=msg(onelogin.otherKey) />
    </#if>
    <@helpDeskOption />
    <@leaveOptions />
</#macro>

<#-- A code of the help desk takes the place of every device, and needs no message. -->
<#macro helpDeskOption>
    <#if onelogin.helpDesk>
        <@option name="helpdesk" label=msg("oneloginHelpDeskCode") />
    </#if>
</#macro>

<#-- To continue without a factor, if allowed: during the grace period, or if an application started the action. -->
<#macro leaveOptions>
    <#if ((onelogin.graceDays)!0) gt 0>
        <@option name="later" label=msg("oneloginLater", onelogin.graceDays) />
    </#if>
    <#if suggestsFactor!false>
        <@option name="later" label=msg("oneloginSuggestSkip") />
    </#if>
    <#if isAppInitiatedAction??>
        <@option name="cancel-aia" id="cancel" label=msg("doCancel") />
    </#if>
</#macro>

<#macro textField id name label value maxLength>
    <#if v2.exists>
        <@field.group name=id label=label>
            <span class="${properties.kcInputClass!}"><@textInput id=id name=name value=value maxLength=maxLength /></span>
        </@field.group>
    <#else>
        <@group id=id label=label>
            <@textInput id=id name=name value=value maxLength=maxLength class=(properties.kcInputClass!) />
        </@group>
    </#if>
</#macro>

<#macro textInput id name value maxLength class="">
    <input id="${id}" name="${name}" type="text" class="${class}" value="${value}" maxlength="${maxLength?c}" dir="auto" autocomplete="off" autofocus>
</#macro>

<#macro code autofocus>
    <#local error = messagesPerField.get('totp')>
    <#if v2.exists>
        <@field.group name="otp" label=msg("oneloginCodeLabel") error=error>
            <span class="${properties.kcInputClass!}<#if error?has_content> ${properties.kcError!}</#if>">
                <@codeInput error=error autofocus=autofocus />
                <@field.errorIcon error=error />
            </span>
        </@field.group>
    <#else>
        <@group id="otp" label=msg("oneloginCodeLabel")>
            <@codeInput error=error autofocus=autofocus class=(properties.kcInputClass!) />
            <#if error?has_content>
                <span id="input-error-otp" class="${properties.kcInputErrorMessageClass!}" aria-live="polite">${error}</span>
            </#if>
        </@group>
    </#if>
</#macro>

<#macro codeInput error autofocus class="">
    <input id="otp" name="otp" type="text" class="${class}" autocomplete="one-time-code" autocapitalize="none"
           spellcheck="false" maxlength="64" dir="ltr"<#if onelogin.digits> inputmode="numeric"</#if><#if onelogin.kind = "TEMPORARY_TOKEN"> data-forget</#if><#if autofocus> autofocus</#if>
           <#if error?has_content>aria-invalid="true" aria-describedby="input-error-otp"</#if>>
</#macro>

<#-- A label above its field, in themes without macros for a field. -->
<#macro group id label>
    <div class="${properties.kcFormGroupClass!}">
        <div class="${properties.kcLabelWrapperClass!}">
            <label for="${id}" class="${properties.kcLabelClass!}">${label}</label>
        </div>
        <div class="${properties.kcInputWrapperClass!}">
            <#nested>
        </div>
    </div>
</#macro>

<#-- The button of the page's form. -->
<#macro button label name value="true" primary=true waitSeconds=0>
    <div class="${properties.kcFormGroupClass!} onelogin-mfa-button">
        <div class="${properties.kcFormButtonsClass!(properties.kcFormActionGroupClass!)}">
            <button type="submit" name="${name}" value="${value}"<@wait seconds=waitSeconds />
                    class="${properties.kcButtonClass!} ${primary?then(properties.kcButtonPrimaryClass!, (properties.kcButtonSecondaryClass!properties.kcButtonDefaultClass!))} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${label}</button>
        </div>
    </div>
</#macro>

<#macro wait seconds><#if seconds gt 0> data-wait-seconds="${seconds?c}" data-wait-label="${msg("oneloginWait")}" data-wait-over="${msg("oneloginWaitOver")}"</#if></#macro>
