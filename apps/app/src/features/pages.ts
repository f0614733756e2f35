import { laterDialog, laterPage } from '@/components/later';

const parts = () => import('./page-parts');

export const AuthFrame = laterPage(async () => (await parts()).AuthFrame);
export const ForgotScreen = laterPage(async () => (await parts()).ForgotScreen);
export const KeepAccountScreen = laterPage(async () => (await parts()).KeepAccountScreen);
export const KeepEmailScreen = laterPage(async () => (await parts()).KeepEmailScreen);
export const LogInScreen = laterPage(async () => (await parts()).LogInScreen);
export const NewEmailScreen = laterPage(async () => (await parts()).NewEmailScreen);
export const ResetScreen = laterPage(async () => (await parts()).ResetScreen);
export const ServerScreen = laterPage(async () => (await parts()).ServerScreen);
export const SignUpScreen = laterPage(async () => (await parts()).SignUpScreen);
export const VerifyScreen = laterPage(async () => (await parts()).VerifyScreen);
export const WelcomeScreen = laterPage(async () => (await parts()).WelcomeScreen);
export const NotificationsScreen = laterPage(async () => (await parts()).NotificationsScreen);
export const UnsubscribeScreen = laterPage(async () => (await parts()).UnsubscribeScreen);
export const BlocksScreen = laterPage(async () => (await parts()).BlocksScreen);
export const ActivityScreen = laterPage(async () => (await parts()).ActivityScreen);
export const JoinScreen = laterPage(async () => (await parts()).JoinScreen);
export const TrashScreen = laterPage(async () => (await parts()).TrashScreen);
export const MembersScreen = laterPage(async () => (await parts()).MembersScreen);
export const CaseScreen = laterPage(async () => (await parts()).CaseScreen);
export const HistoryScreen = laterPage(async () => (await parts()).HistoryScreen);
export const ModerationFrame = laterPage(async () => (await parts()).ModerationFrame);
export const QueueScreen = laterPage(async () => (await parts()).QueueScreen);
export const ReportsScreen = laterPage(async () => (await parts()).ReportsScreen);
export const SuspendedScreen = laterPage(async () => (await parts()).SuspendedScreen);
export const MyDataScreen = laterPage(async () => (await parts()).MyDataScreen);
export const AccountScreen = laterPage(async () => (await parts()).AccountScreen);
export const DeletionScreen = laterPage(async () => (await parts()).DeletionScreen);
export const GroupSettingsScreen = laterPage(async () => (await parts()).GroupSettingsScreen);

export const CreateGroupSheet = laterDialog(async () => (await parts()).CreateGroupSheet);
export const HideDialog = laterDialog(async () => (await parts()).HideDialog);
export const InviteSheet = laterDialog(async () => (await parts()).InviteSheet);
export const ReportDialog = laterDialog(async () => (await parts()).ReportDialog);
