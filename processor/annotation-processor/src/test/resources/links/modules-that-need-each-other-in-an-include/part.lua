local odd = require("odd")
