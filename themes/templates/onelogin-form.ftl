<#-- The parts that our pages share. Themes derived from keycloak.v2 bring macros for a field; base and keycloak have none. -->
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
    <link href="${url.resourcesPath}/css/onelogin-mfa.css" rel="stylesheet">
    <script type="module" src="${url.resourcesPath}/js/onelogin-mfa.js"></script>
</#macro>

<#-- Codes sent by SMS and e-mail can hold letters, so no numeric keyboard is asked for. -->
<#macro code>
    <#local error = messagesPerField.get('totp')>
    <#if v2.exists>
        <@field.group name="otp" label=msg("oneloginCodeLabel") error=error>
            <span class="${properties.kcInputClass!}<#if error?has_content> ${properties.kcError!}</#if>">
                <@codeInput error=error />
                <@field.errorIcon error=error />
            </span>
        </@field.group>
    <#else>
        <div class="${properties.kcFormGroupClass!}">
            <div class="${properties.kcLabelWrapperClass!}">
                <label for="otp" class="${properties.kcLabelClass!}">${msg("oneloginCodeLabel")}</label>
            </div>
            <div class="${properties.kcInputWrapperClass!}">
                <@codeInput error=error class=(properties.kcInputClass!) />
                <#if error?has_content>
                    <span id="input-error-otp" class="${properties.kcInputErrorMessageClass!}" aria-live="polite">${error}</span>
                </#if>
            </div>
        </div>
    </#if>
</#macro>

<#macro codeInput error class="">
    <input id="otp" name="otp" type="text" class="${class}" autocomplete="one-time-code" autocapitalize="none"
           spellcheck="false" maxlength="64" dir="ltr" autofocus
           <#if error?has_content>aria-invalid="true" aria-describedby="input-error-otp"</#if>>
</#macro>

<#macro button label name="" value="" primary=true waitSeconds=0>
    <div class="${properties.kcFormGroupClass!} onelogin-mfa-button">
        <button type="submit"<#if name?has_content> name="${name}" value="${value}"</#if><#if waitSeconds gt 0> data-wait-seconds="${waitSeconds?c}" data-wait-label="${msg("oneloginWait")}"</#if>
                class="${properties.kcButtonClass!} ${primary?then(properties.kcButtonPrimaryClass!, (properties.kcButtonSecondaryClass!properties.kcButtonDefaultClass!))} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${label}</button>
    </div>
</#macro>
