---@arg operation string

-- Each fails in its own way.
if operation == 'arithmetic' then
  local n = nil
  return n + 1 ---@diagnostic disable-line: wrong-type
elseif operation == 'call' then
  ---@diagnostic disable-next-line: not-a-function
  return tonumber('1')()
end
return redis.call('INCRBY', 'k', 'x') ---@diagnostic disable-line: undeclared-key, command-arguments
