import type { Member, QuantilePaths } from './member'
import { averagePaths, mixPaths } from './path-scores'

/** Several members as one, as `averagePaths` averages. It owns them. */
export function averageMember(members: readonly Member[], weights: readonly number[]): Member {
  if (members.length === 1) return members[0]
  return {
    async predict(histories) {
      const each: (readonly QuantilePaths[])[] = []
      for (const member of members) each.push(await member.predict(histories))
      return histories.map((_, i) =>
        averagePaths(
          each.map((paths) => paths[i]),
          weights,
        ),
      )
    },
    dispose() {
      for (const member of members) member.dispose()
    },
  }
}

/** Two members as one, the second with a share of the forecast in (0, 1). It owns them. */
export function mixedMember(first: Member, second: Member, share: number): Member {
  return {
    async predict(histories) {
      const a = await first.predict(histories)
      const b = await second.predict(histories)
      return a.map((paths, i) => mixPaths(paths, b[i], share))
    },
    dispose() {
      first.dispose()
      second.dispose()
    },
  }
}
