import { useLocalSearchParams } from 'expo-router';
import { CaseScreen } from '@/features/pages';

export default function CasePage() {
  const { caseId } = useLocalSearchParams<{ caseId: string }>();
  return <CaseScreen key={caseId} caseId={caseId} />;
}
