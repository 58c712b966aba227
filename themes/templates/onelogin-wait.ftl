<#import "onelogin-form.ftl" as form>
<#assign codeOrLink = onelogin.kind = "EMAIL" && onelogin.takesCode>
<@form.page heading=msg(onelogin.enrolling?then("oneloginEnrollTitle", "oneloginCodeTitle")) displayMessage=!messagesPerField.existsError('totp')>
    <@form.setUp />
    <@form.intro>${msg((onelogin.enrolling && (onelogin.secret?? || onelogin.qrCode??))?then("oneloginEnterApp", codeOrLink?then("oneloginSentCodeOrLink", "oneloginWaiting")) + onelogin.kind, onelogin.label)}</@form.intro>
    <#if onelogin.kind = "VOICE">
        <@form.intro><#if onelogin.phoneCode??>${msg("oneloginPhoneCode")} <strong class="onelogin-mfa-number">${onelogin.phoneCode}</strong><#else>${msg("oneloginFollowTheCall")}</#if></@form.intro>
    </#if>
    <#if codeOrLink>
        <@form.codeForm />
        <@form.answeredForm status=msg("oneloginPageWaitsForLink") primary=false />
        <@form.options>
            <@form.challengeOptions />
        </@form.options>
    <#else>
        <@form.answeredForm status=msg("oneloginPageWaits") />
        <@form.options closed=true open=messagesPerField.existsError('totp') openAfterSeconds=10>
            <#if onelogin.takesCode>
                <@form.optionWithForm label=msg("oneloginTypeCodeInstead") open=messagesPerField.existsError('totp')>
                    <@form.codeForm primary=false />
                </@form.optionWithForm>
            </#if>
            <@form.challengeOptions />
        </@form.options>
    </#if>
</@form.page>
