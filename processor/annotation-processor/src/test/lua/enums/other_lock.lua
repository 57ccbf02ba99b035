-- The other kind of lock.
---@arg lock string
---@return string
---@enum LockType dev.moonlet.processor.Enums.LockType
return lock == LockType.UNTIL_EXECUTED and LockType.UNTIL_EXPIRED or LockType.UNTIL_EXECUTED
