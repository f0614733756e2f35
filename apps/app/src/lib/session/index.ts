export {
  logIn,
  logInWithPasskey,
  logOut,
  onWipe,
  startSession,
  updateMe,
  useMe,
  useSession,
  verifyEmail,
} from './session';
