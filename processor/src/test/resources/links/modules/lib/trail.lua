return { "trail" }
