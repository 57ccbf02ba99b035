local b = require("b")
return { b }
