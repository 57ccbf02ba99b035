return require("lib")
