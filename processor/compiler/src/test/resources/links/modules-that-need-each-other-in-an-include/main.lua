return require("even")(10)
