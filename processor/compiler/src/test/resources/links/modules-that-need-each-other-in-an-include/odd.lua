local even = require("even")
return function(n)
  return n ~= 0 and even(n - 1)
end
