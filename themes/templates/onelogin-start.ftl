<#import "onelogin-form.ftl" as form>
<@form.page heading=msg(onelogin.title)>
    <@form.intro>${msg(onelogin.text, onelogin.label!)}</@form.intro>
    <@form.intro>${msg("oneloginStartNotMine")}</@form.intro>
    <form id="onelogin-start-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" data-once>
        <@form.button label=msg("doContinue") name="start" />
    </form>
    <@form.options>
        <@form.leaveOptions />
    </@form.options>
</@form.page>
