local q = require("q")
