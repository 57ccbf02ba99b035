local even = require("even")
return { even(10) and 1 or 0 }
