export {
  logIn,
  logOut,
  onWipe,
  startSession,
  updateMe,
  useMe,
  useSession,
  verifyEmail,
} from './session';
