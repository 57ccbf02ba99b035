%pragma once
local function repeated(s, n)
  return string.rep(s, n)
end
