<#-- The version of the extension, filled in by the build: the folder of its css and js. -->
<#assign version = "@project.version@">
