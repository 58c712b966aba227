<#import "onelogin-form.ftl" as form>
<@form.page heading=msg("oneloginFactorTitle")>
    <@form.intro>${msg("oneloginFactorIntro")}</@form.intro>
    <form id="onelogin-factor-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
        <ul class="onelogin-mfa-factors">
            <#list onelogin.factors as factor>
                <@form.choice name="factor" value=factor.id label=factor.label kind=factor.kind help="oneloginHelp" />
            </#list>
        </ul>
    </form>
    <@form.options>
        <@form.leaveOptions />
    </@form.options>
</@form.page>
