%include "queue/push"
%include "queue/pop.lua"
%key queue_key
%arg values list
%arg limit int
%return list

for _, value in ipairs(values) do
  push(queue_key, value)
end
local popped = {}
for i = 1, limit do
  popped[i] = pop(queue_key)
end
return cjson.encode(popped)
