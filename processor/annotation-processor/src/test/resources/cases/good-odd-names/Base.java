package app;

import dev.moonlet.Codec;

@Codec(Api.Moneys.class)
interface Base {}
