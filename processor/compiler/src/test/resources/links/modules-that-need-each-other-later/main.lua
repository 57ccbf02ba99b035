return { require("even").is(10), require("odd").is(10), require("even").is(7) }
