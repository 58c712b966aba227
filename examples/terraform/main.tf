# A realm in which everybody signs in with a password and a OneLogin factor: the realm of ../keycloak-config-cli/realm.yaml.
#
#   terraform init
#   terraform apply -var onelogin_url=https://company.onelogin.com -var onelogin_client_id=...
#
# The provider reads KEYCLOAK_URL, KEYCLOAK_CLIENT_ID and KEYCLOAK_CLIENT_SECRET. OneLogin's client secret is no variable, since
# Terraform would write it into its state: it is in the file <realm>_onelogin of Keycloak's vault.

terraform {
  required_providers {
    keycloak = {
      source  = "keycloak/keycloak"
      version = "~> 5.5"
    }
  }
}

provider "keycloak" {}

variable "onelogin_url" {
  description = "Address of the OneLogin account, without a path"
  type        = string
}

variable "onelogin_client_id" {
  description = "Client ID of OneLogin's API credential"
  type        = string
}

locals {
  # Settings that are not here have their defaults. Terraform writes $${ for a ${ that is not its own.
  onelogin = {
    "onelogin.baseUrl"      = var.onelogin_url
    "onelogin.clientId"     = var.onelogin_client_id
    "onelogin.clientSecret" = "$${vault.onelogin}"
  }
}

resource "keycloak_realm" "acme" {
  realm   = "acme"
  enabled = true

  # Wrong codes count as failures. Without it, an attacker who knows a password tries codes without end.
  security_defenses {
    brute_force_detection {
      permanent_lockout                = false
      max_login_failures               = 30
      wait_increment_seconds           = 60
      quick_login_check_milli_seconds  = 1000
      minimum_quick_login_wait_seconds = 60
      max_failure_wait_seconds         = 900
      failure_reset_time_seconds       = 43200
    }
  }
}

resource "keycloak_authentication_flow" "browser" {
  realm_id    = keycloak_realm.acme.id
  alias       = "browser with OneLogin"
  description = "A password, then a OneLogin factor"
  provider_id = "basic-flow"
}

resource "keycloak_authentication_execution" "cookie" {
  realm_id          = keycloak_realm.acme.id
  parent_flow_alias = keycloak_authentication_flow.browser.alias
  authenticator     = "auth-cookie"
  requirement       = "ALTERNATIVE"
  priority          = 10
}

resource "keycloak_authentication_execution" "redirector" {
  realm_id          = keycloak_realm.acme.id
  parent_flow_alias = keycloak_authentication_flow.browser.alias
  authenticator     = "identity-provider-redirector"
  requirement       = "ALTERNATIVE"
  priority          = 20
}

resource "keycloak_authentication_subflow" "forms" {
  realm_id          = keycloak_realm.acme.id
  parent_flow_alias = keycloak_authentication_flow.browser.alias
  alias             = "browser with OneLogin forms"
  description       = "The forms that the user fills in"
  provider_id       = "basic-flow"
  requirement       = "ALTERNATIVE"
  priority          = 30
}

resource "keycloak_authentication_execution" "password" {
  realm_id          = keycloak_realm.acme.id
  parent_flow_alias = keycloak_authentication_subflow.forms.alias
  authenticator     = "auth-username-password-form"
  requirement       = "REQUIRED"
  priority          = 10
}

resource "keycloak_authentication_execution" "onelogin" {
  realm_id          = keycloak_realm.acme.id
  parent_flow_alias = keycloak_authentication_subflow.forms.alias
  authenticator     = "onelogin-mfa"
  requirement       = "REQUIRED"
  priority          = 20
}

resource "keycloak_authentication_execution_config" "onelogin" {
  realm_id     = keycloak_realm.acme.id
  execution_id = keycloak_authentication_execution.onelogin.id
  alias        = "OneLogin in browsers"
  config       = local.onelogin
}

resource "keycloak_authentication_flow" "direct_grant" {
  realm_id    = keycloak_realm.acme.id
  alias       = "direct grant with OneLogin"
  description = "Tokens for a password and a OneLogin factor"
  provider_id = "basic-flow"
}

resource "keycloak_authentication_execution" "direct_grant_username" {
  realm_id          = keycloak_realm.acme.id
  parent_flow_alias = keycloak_authentication_flow.direct_grant.alias
  authenticator     = "direct-grant-validate-username"
  requirement       = "REQUIRED"
  priority          = 10
}

resource "keycloak_authentication_execution" "direct_grant_password" {
  realm_id          = keycloak_realm.acme.id
  parent_flow_alias = keycloak_authentication_flow.direct_grant.alias
  authenticator     = "direct-grant-validate-password"
  requirement       = "REQUIRED"
  priority          = 20
}

resource "keycloak_authentication_execution" "direct_grant_onelogin" {
  realm_id          = keycloak_realm.acme.id
  parent_flow_alias = keycloak_authentication_flow.direct_grant.alias
  authenticator     = "onelogin-mfa"
  requirement       = "REQUIRED"
  priority          = 30
}

resource "keycloak_authentication_execution_config" "direct_grant_onelogin" {
  realm_id     = keycloak_realm.acme.id
  execution_id = keycloak_authentication_execution.direct_grant_onelogin.id
  alias        = "OneLogin in direct grants"
  config       = local.onelogin
}

resource "keycloak_authentication_bindings" "flows" {
  realm_id          = keycloak_realm.acme.id
  browser_flow      = keycloak_authentication_flow.browser.alias
  direct_grant_flow = keycloak_authentication_flow.direct_grant.alias

  # A flow that is bound before it is complete lets users in without the factor.
  depends_on = [
    keycloak_authentication_execution.cookie,
    keycloak_authentication_execution.redirector,
    keycloak_authentication_execution.password,
    keycloak_authentication_execution_config.onelogin,
    keycloak_authentication_execution.direct_grant_username,
    keycloak_authentication_execution.direct_grant_password,
    keycloak_authentication_execution_config.direct_grant_onelogin,
  ]
}

# Users add factors in their account console, and applications start the enrollment.
resource "keycloak_required_action" "enroll" {
  realm_id = keycloak_realm.acme.id
  alias    = "onelogin-enroll"
  name     = "Set up OneLogin factor"
  enabled  = true
  priority = 140
}

# Administrators and applications have a user's remembered browsers forgotten.
resource "keycloak_required_action" "forget_browsers" {
  realm_id = keycloak_realm.acme.id
  alias    = "onelogin-forget-browsers"
  name     = "Forget browsers remembered for OneLogin"
  enabled  = true
  priority = 150
}

# The first four attributes are Keycloak's own. Only the extension writes the last four.
resource "keycloak_realm_user_profile" "profile" {
  realm_id = keycloak_realm.acme.id

  attribute {
    name         = "username"
    display_name = "$${username}"

    validator {
      name = "length"
      config = {
        min = "3"
        max = "255"
      }
    }

    validator {
      name = "username-prohibited-characters"
    }

    validator {
      name = "up-username-not-idn-homograph"
    }

    permissions {
      view = ["admin", "user"]
      edit = ["admin", "user"]
    }
  }

  attribute {
    name               = "email"
    display_name       = "$${email}"
    required_for_roles = ["user"]

    validator {
      name = "email"
    }

    validator {
      name = "length"
      config = {
        max = "255"
      }
    }

    permissions {
      view = ["admin", "user"]
      edit = ["admin", "user"]
    }
  }

  attribute {
    name               = "firstName"
    display_name       = "$${firstName}"
    required_for_roles = ["user"]

    validator {
      name = "length"
      config = {
        max = "255"
      }
    }

    validator {
      name = "person-name-prohibited-characters"
    }

    permissions {
      view = ["admin", "user"]
      edit = ["admin", "user"]
    }
  }

  attribute {
    name               = "lastName"
    display_name       = "$${lastName}"
    required_for_roles = ["user"]

    validator {
      name = "length"
      config = {
        max = "255"
      }
    }

    validator {
      name = "person-name-prohibited-characters"
    }

    permissions {
      view = ["admin", "user"]
      edit = ["admin", "user"]
    }
  }

  attribute {
    name         = "onelogin_user_id"
    display_name = "OneLogin user id"

    permissions {
      view = ["admin"]
      edit = ["admin"]
    }
  }

  attribute {
    name         = "onelogin_mfa_enrolled"
    display_name = "OneLogin factors enrolled"
    multi_valued = true

    permissions {
      view = ["admin"]
      edit = []
    }
  }

  attribute {
    name         = "onelogin_mfa_device_id"
    display_name = "OneLogin devices enrolled"
    multi_valued = true

    permissions {
      view = ["admin"]
      edit = []
    }
  }

  attribute {
    name         = "onelogin_mfa_asked_at"
    display_name = "OneLogin MFA asked for at"

    permissions {
      view = ["admin"]
      edit = []
    }
  }

  attribute {
    name         = "onelogin_mfa_enrolled_at"
    display_name = "OneLogin MFA enrolled at"

    permissions {
      view = ["admin"]
      edit = []
    }
  }

  group {
    name                = "user-metadata"
    display_header      = "User metadata"
    display_description = "Attributes, which refer to user metadata"
  }
}
