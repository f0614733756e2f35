import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReportReason, ReportSubject } from '@wmory/contract';
import { groupKeys } from '@/features/groups/queries';
import { refreshPhoto } from '@/features/media/refresh-photo';
import { api } from '@/lib/api';

/** Where things about reports and decisions lie in the query cache. */
export const moderationKeys = {
  /** All of what follows that is about me. */
  mine: ['me', 'judging'] as const,
  reports: ['me', 'judging', 'reports'] as const,
  decisions: ['me', 'judging', 'decisions'] as const,
  hideRequests: ['me', 'judging', 'hide-requests'] as const,
  hideRequest: (groupId: string, photoId: string) =>
    [...groupKeys.media(groupId), 'photo', photoId, 'hide-request'] as const,
  cases: ['moderation', 'cases'] as const,
  case: (caseId: string) => ['moderation', 'case', caseId] as const,
};

const firstPage = { initialPageParam: null as string | null };
const paged = (limit: number, cursor: string | null) => ({ limit, ...(cursor ? { cursor } : {}) });

/** What I reported, newest first. */
export const useMyReports = (enabled = true) =>
  useInfiniteQuery({
    queryKey: moderationKeys.reports,
    queryFn: ({ pageParam, signal }) => api.listMyReports({ query: paged(50, pageParam) }, { signal }),
    ...firstPage,
    getNextPageParam: (page) => page.nextCursor,
    select: ({ pages }) => pages.flatMap((page) => page.reports),
    enabled,
  });

/** What was decided about me, newest first. */
export const useMyDecisions = () =>
  useInfiniteQuery({
    queryKey: moderationKeys.decisions,
    queryFn: ({ pageParam, signal }) => api.listMyDecisions({ query: paged(50, pageParam) }, { signal }),
    ...firstPage,
    getNextPageParam: (page) => page.nextCursor,
    select: ({ pages }) => pages.flatMap((page) => page.decisions),
  });

/** Photos of mine that somebody asks to hide, as long as I can answer. */
export const useHideQuestions = () =>
  useQuery({
    queryKey: moderationKeys.hideRequests,
    queryFn: ({ signal }) => api.listHideQuestions({ query: { limit: 100 } }, { signal }),
    select: ({ questions }) => questions,
  });

/** Reports something; of what was reported before, answers the first report. */
export function useReport() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { subject: ReportSubject; reason: ReportReason; text: string }) =>
      api.report({ body }),
    onSuccess: (_, { subject }) => {
      void queryClient.invalidateQueries({ queryKey: moderationKeys.reports });
      // Enough reports hide a photo.
      if (subject.kind === 'photo') void refreshPhoto(subject.groupId, subject.photoId);
    },
  });
}

/** Appeals against a decision, once. */
export function useAppeal() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ decisionId, text }: { decisionId: string; text: string }) =>
      api.appealDecision({ params: { decisionId }, body: { text } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: moderationKeys.decisions }),
  });
}

interface PhotoParams {
  groupId: string;
  photoId: string;
}

/** How it stands with a photo that somebody asked to hide. */
export const useHideRequest = ({ groupId, photoId }: PhotoParams, enabled: boolean) =>
  useQuery({
    queryKey: moderationKeys.hideRequest(groupId, photoId),
    queryFn: ({ signal }) => api.getHideRequest({ params: { groupId, photoId } }, { signal }),
    enabled,
  });

function useHideMutation<Input, Answer>(
  { groupId, photoId }: PhotoParams,
  call: (input: Input) => Promise<Answer>,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSettled: async () => {
      void queryClient.invalidateQueries({ queryKey: moderationKeys.mine });
      await refreshPhoto(groupId, photoId);
      await queryClient.invalidateQueries({ queryKey: moderationKeys.hideRequest(groupId, photoId) });
    },
  });
}

/** Hides a photo that I am in. */
export const useAskToHide = (params: PhotoParams) =>
  useHideMutation(params, (text: string) => api.askToHide({ params, body: { text } }));

/** Takes my own request back. */
export const useWithdrawHideRequest = (params: PhotoParams) =>
  useHideMutation(params, () => api.withdrawHideRequest({ params }));

/** Agrees that a photo of mine stays hidden, or objects. */
export const useAnswerHideRequest = (params: PhotoParams) =>
  useHideMutation(params, (body: { agree: boolean; text: string }) =>
    api.answerHideRequest({ params, body }),
  );
