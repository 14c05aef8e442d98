/**
 * Words of the specifications, in small letters: actions, and the values of every choice. A password or id tag that is
 * one of them is replaced where a field says what it is, but not wherever the word occurs: a trace in which each
 * “Accepted” is gone is of no use.
 */
const WORDS = `
  abnormalcondition absolute ac_bpt ac_bpt_der ac_der ac_single_phase ac_three_phase ac_two_phase accepted
  acceptedcanceled active actual adjustperiodiceventstream admin afrrsignal alerting alwaysfront applicationreset
  ascii authorization authorize authorized auto availability available badmessage batteryin batteryout
  batteryouttimeout batteryswap blocked body boolean bootnotification cable cablepluggedin canceled
  cancelreservation carbondioxideemission cccs1 cccs2 celcius celsius central centralfrequency centralsetpoint
  centralsystemrootcertificate certchainerror certificateexpired certificaterevoked certificatesigned cg105
  changeavailability changeconfiguration changetransactiontariff chap chargepointmaxprofile charger charging
  chargingonly chargingratechanged chargingstatechanged chargingstationcertificate
  chargingstationexternalconstraints chargingstationmaxprofile chargingtime checksumverified clearcache
  clearchargingprofile cleardercontrol cleardisplaymessage clearedcharginglimit cleartariffs
  clearvariablemonitoring closeperiodiceventstream concurrenttx conditionnotsupported configurationinventory
  connectorlockfailure contractcancelled core costlimitreached costupdated csmsrootcertificate ctesla ctype1
  ctype2 current.export current.export.minimum current.export.offered current.import current.import.minimum
  current.import.offered current.offered currentimbalance customerinformation custommonitor customtrigger daily
  datacollectorlog datatransfer datetime dc_acdp dc_acdp_bpt dc_bpt deauthorized decimal default defaulttariff
  deletecertificate delta deltamonitoring diagnostics diagnosticslog diagnosticsstatusnotification differential
  discharging display.batteryenergycapacity display.chargingcomplete display.inlethot display.maximumsoc
  display.minimumsoc display.presentsoc display.remainingtimetomaximumsoc display.remainingtimetominimumsoc
  display.remainingtimetotargetsoc display.targetsoc downloaded downloadfailed downloading downloadongoing
  downloadpaused downloadscheduled drivertariff duplicate duplicatetariffid dynamic dynamiccontrol emaid
  emergencystop emptyresultset enabled ended energy energy.active.export.interval energy.active.export.register
  energy.active.import.cableloss energy.active.import.interval energy.active.import.localgeneration.register
  energy.active.import.register energy.active.net energy.active.setpoint.interval energy.apparent.export
  energy.apparent.import energy.apparent.net energy.reactive.export.interval energy.reactive.export.register
  energy.reactive.import.interval energy.reactive.import.register energy.reactive.net energylimitreached
  energyrequest.bulk energyrequest.maximum energyrequest.maximum.v2x energyrequest.minimum
  energyrequest.minimum.v2x energyrequest.target enterservice evcc evcc_secc evcommunicationerror
  evcommunicationlost evconnected evconnecttimeout evdeparted evdetected evdisconnected expired
  extendedtriggermessage externallimits externalsetpoint factorydefault fahrenheit failed false faulted finishing
  firmwaremanagement firmwarestatusnotification firmwareupdate fixedpfabsorb fixedpfinject fixedvar freqdroop
  frequency frequencyjump freqwatt friday full fullinventory get15118evcertificate getbasereport getcertificatechainstatus
  getcertificatestatus getchargingprofiles getcompositeschedule getconfiguration getdercontrol getdiagnostics
  getdisplaymessages getinstalledcertificateids getlocallistversion getlog getmonitoringreport
  getperiodiceventstream getreport gettariffs gettransactionstatus getvariables good gradients groundfailure
  groundfault hard hardreset hardwiredmonitor hardwirednotification hardwiredonly hasherror heartbeat hfmaytrip
  hfmusttrip hightemperature html hvmaytrip hvmomcess hvmusttrip idle idletime ikev2 immediate immediateandresume
  immediatereset impedanceatfrequency impedancemeasurement infront inlet inoperative install installationfailed
  installcertificate installed installing installrebooting installscheduled installverificationfailed integer
  internalerror interruption.begin interruption.end invalid invalidcertificate invalidchecksum invalidsignature
  ipsec iso14443 iso15693 json keycode kvar kvarh l1-l2 l1-n l2-l3 l2-n l2tp l3-l1 l3-n languagenotsupported
  lfmusttrip limitmaxdischarge limitset local localauthlistmanagement localemergency localfrequency
  localgeneration locallistconflict localloadbalancing localoutofcredit localreset logstatusnotification
  lowerthreshold lowinputpower lvmaytrip lvmomcess lvmusttrip macaddress manufacturerrootcertificate masterpass
  maxcost maxcurrent maxpower maxset memberlist metervalueclock metervalueperiodic metervalues mincost mincurrent
  minpower minset mode3error monday morootcertificate noantiislandingsupport noauthorization
  nocertificateavailable nochargingprofile nocredit nocurrencychange noerror nofirmware none noprofile noprofiles
  normalcost normalcycle not_applicable notallowedtypeevse notariff notatthislocation notatthistime notfound
  notifyallowedenergytransfer notifycharginglimit notifycustomerinformation notifyderalarm notifyderstartstop
  notifydisplaymessages notifyevchargingneeds notifyevchargingschedule notifyevent notifymonitoringreport
  notifyperiodiceventstream notifyprioritycharging notifyreport notifysettlement notifywebpaymentstarted
  notimplemented notransaction notready notsupported notsupportedattributetype notsupportedmessageformat
  notsupportedoperation notsupportedpriority notsupportedstate null occupied ocpp12 ocpp15 ocpp16 ocpp20 ocpp201
  ocpp21 ocsp oemrootcertificate ongoingauthorizedtransaction onidle openperiodiceventstream operationmodechanged
  operative optionlist other other1phmax16a other1phover16a other3ph otheractive othererror otherpassive outlet
  overcurrent overcurrentfailure overcurrentfault overfrequency overvoltage pcteffectivev pctmaxvar pctmaxw
  pctvaravail pctwavail pending percent periodic periodicclockaligned periodicmonitoring permissiondenied
  phaserotation power.active.export power.active.import power.active.residual power.active.setpoint
  power.export.minimum power.export.offered power.factor power.import.minimum power.import.offered power.offered
  power.reactive.export power.reactive.import powerloss powermeterfailure powermonitoringmusttrip powerquality
  powerswitchfailure powerup pptp preconditioning preconfiguredmonitor preparing prioritycharging problem
  processing provisioning published publishfailed publishfirmware publishfirmwarestatusnotification
  pulldynamicscheduleupdate qrcode rclqfactor reactive readerfailure readonly readwrite ready reboot
  rebootrequired recurring rejected relative relativepricepercentage remote remoteemergency remotereset
  remotestart remotestarttransaction remotestop remotestoptransaction remotetrigger removed
  renewablegenerationpercentage reportchargingprofiles reportdercontrol reqenergytransferrejected
  requestbatteryswap requeststarttransaction requeststoptransaction reservation reservationstatusupdate reserved
  reservenow reset resetcommand resetfailure revoked revokedcertificate rocof runningcost s309-1p-16a s309-1p-32a
  s309-3p-16a s309-3p-32a sample.clock sample.periodic sandiafrequencyshift sandiavoltageshift saturday sbs1361
  scee-7-7 scheduled scheduledcontrol scheduledreset security securityeventnotification securitylog sendlocallist
  sequencelist setchargingprofile setdefaulttariff setdercontrol setdisplaymessage setmonitoringbase
  setmonitoringlevel setnetworkprofile settled setvariablemonitoring setvariables sha256 sha384 sha512
  signatureerror signatureverified signcertificate signchargepointcertificate signchargingstationcertificate
  signcombinedcertificate signeddata signeddatareceived signedfirmwarestatusnotification signedupdatefirmware
  signv2g20certificate signv2gcertificate slipmodefrequencyshift smartcharging soap soclimitreached soft softreset
  started starttransaction station statusnotification stopauthorized stoppedbyev stoptransaction string stype2
  stype3 summaryinventory sunday suspended suspendedev suspendedevse target targetdelta targetdeltarelative
  tariffchanged tariffnotaccepted temperature test thresholdmonitoring thursday timelimitreached timeout
  toomanyelements transaction.begin transaction.end transactionevent transactions trigger triggered triggermessage
  true tuesday txdefaultprofile txnotfound txprofile txresumed ufp_ofp unavailable underfrequency undervoltage
  undetermined unknown unknowncomponent unknownconnector unknownmessageid unknowntransaction unknownvariable
  unknownvendorid unlockcommand unlockconnector unlocked unlockfailed unpublished unpublishfirmware
  unsupportedmonitortype update updated updatedynamicschedule updatefirmware uploaded uploadfailed uploadfailure
  uploading upperthreshold upstream useprioritycharging user utf8 uvp_ovp v2g20certificate v2gcertificate
  v2gcertificatechain v2grootcertificate varh vatnumbervalidation versionmismatch volt voltage voltage.maximum
  voltage.minimum voltageimbalance voltagevectorshift voltvar voltwatt watchdog wattpf wattvar weaksignal
  wednesday weekly winductive wired0 wired1 wired2 wired3 wireless0 wireless1 wireless2 wireless3 wresonant
  writeonly zerocrossingdetection
`;

export const OCPP_WORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));
