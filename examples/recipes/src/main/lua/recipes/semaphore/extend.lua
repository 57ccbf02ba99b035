-- Begins the lease of permits anew, for their owner alone.
---@include "lib/permits"
---@key semaphore
---@arg owner string
---@arg permits integer
---@arg lease milliseconds
---@return boolean false if the owner does not have them any more

local now = clock_millis()
taken_now(semaphore, now)
if not has(semaphore, owner) then
  return false
end
take(semaphore, owner, permits, now + lease, now)
return true
