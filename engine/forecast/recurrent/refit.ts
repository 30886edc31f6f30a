import type { Approach } from './approach'
import type { Learner, Member } from './member'
import { averageMember, mixedMember } from './mixture'
import type { PreparedSeries } from './prepared-series'
import type { TrainingHost } from './train-steps'
import type { Choice } from './trials'

/** What was chosen, as it was tried: learned from all but the part set aside. */
export function asTried({ kept, partner }: Choice, { average }: Approach): Member {
  const members = kept.map(({ member }) => member)
  if (partner === null) return averageMember(members, average)
  if (members.length === 0) return partner.trial.member
  return mixedMember(averageMember(members, average), partner.trial.member, partner.share)
}

/** What was chosen, learned anew from a whole panel; networks several times, apart in their seeds. */
export async function refit(
  panel: readonly PreparedSeries[],
  { kept, partner }: Choice,
  { average, effort }: Approach,
  { seed, host }: { readonly seed: number; readonly host: TrainingHost },
): Promise<Member> {
  const made: Member[] = []
  const learn = async (learner: Learner, index: number): Promise<Member> => {
    const again: Member[] = []
    for (let turn = 0; turn < (learner.trained ? effort.seeds : 1); turn++) {
      const own = { steps: effort.steps, seed: seed + 1000 * (index + 1) + turn, host }
      const member = await learner.learn(panel, own)
      made.push(member)
      again.push(member)
    }
    return averageMember(again, average)
  }
  try {
    const members: Member[] = []
    for (const [index, { learner }] of kept.entries()) members.push(await learn(learner, index))
    if (partner === null) return averageMember(members, average)
    const other = await learn(partner.trial.learner, kept.length)
    if (members.length === 0) return other
    return mixedMember(averageMember(members, average), other, partner.share)
  } catch (error) {
    for (const member of made) member.dispose()
    throw error
  }
}
