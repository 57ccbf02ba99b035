return { v = "mod" }
