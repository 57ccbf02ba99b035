return "u"
