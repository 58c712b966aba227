<#import "onelogin-form.ftl" as form>
<@form.page heading=msg("oneloginSuggestTitle")>
    <@form.intro>${msg("oneloginSuggestText")}</@form.intro>
    <form id="onelogin-suggest-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
        <@form.button label=msg("oneloginSuggestAdd") name="add" />
    </form>
    <@form.options>
        <@form.option name="later" label=msg("oneloginSuggestSkip") />
    </@form.options>
</@form.page>
