-- Writes down what it was called with.
---@key note
---@key copy = note .. ":copy"
---@arg revision integer
---@arg author string?
---@arg words string...
---@return string?
if revision < 0 then
  return redis.error_reply("STALE revision of the note")
end
if #words == 0 then
  return nil
end
local text = revision .. ' ' .. (author or '-') .. ' ' .. table.concat(words, ' ')
redis.call('SET', note, text)
redis.call('SET', copy, text)
redis.call('INCR', note .. ':runs')
return text
