local function require(n) return "own" .. n end
