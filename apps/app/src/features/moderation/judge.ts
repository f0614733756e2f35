import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseDetails, DecisionInput } from '@wmory/contract';
import { groupKeys } from '@/features/groups/queries';
import { refreshPhoto } from '@/features/media/refresh-photo';
import { api } from '@/lib/api';
import { moderationKeys } from './queries';

/** One case with all that its judges get to know. */
export const useCase = (caseId: string) =>
  useQuery({
    queryKey: moderationKeys.case(caseId),
    queryFn: ({ signal }) => api.getCase({ params: { caseId } }, { signal }),
  });

/** Looks at the reported photo. Each call is written into the log, so nothing but a press leads here. */
export const useEvidence = (caseId: string) =>
  useMutation({ mutationFn: () => api.viewEvidence({ params: { caseId } }), gcTime: 0 });

function useJudging<Input>(call: (input: Input) => Promise<CaseDetails>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: ({ subject, ...judged }) => {
      queryClient.setQueryData(moderationKeys.case(judged.id), { subject, ...judged });
      void queryClient.invalidateQueries({ queryKey: groupKeys.one(subject.groupId) });
      if (subject.kind === 'photo') void refreshPhoto(subject.groupId, subject.id);
    },
    onError: () => queryClient.invalidateQueries({ queryKey: ['moderation', 'case'] }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: moderationKeys.cases }),
  });
}

/** What `DecisionInput` takes, without what has a default. */
export type Verdict = Pick<DecisionInput, 'actions'> & Partial<DecisionInput>;

export const useDecide = () =>
  useJudging(({ caseId, verdict }: { caseId: string; verdict: Verdict }) =>
    api.decideCase({ params: { caseId }, body: verdict }),
  );

export const useReverse = () =>
  useJudging((decisionId: string) => api.reverseDecision({ params: { decisionId } }));

export const useJudgeAppeal = () =>
  useJudging(
    ({ decisionId, ...body }: { decisionId: string; outcome: 'upheld' | 'reversed'; message: string }) =>
      api.judgeAppeal({ params: { decisionId }, body }),
  );
