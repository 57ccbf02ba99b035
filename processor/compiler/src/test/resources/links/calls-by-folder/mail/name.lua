return "mail"
