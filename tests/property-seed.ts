import fc from 'fast-check'

/**
 * Property tests draw the same cases in every run, so that a red run is the change's doing.
 * `PROPERTY_SEED=N npx vitest run` looks elsewhere; what it finds becomes a test of its own.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20260101) })
